/**
 * What two texts are compared by: NFC and lower case. The database stores this very form beside the text
 * (column `…__f`), because no SQL function lower-cases exactly as JavaScript does.
 */
export const fold = (text: string): string => text.normalize("NFC").toLowerCase().normalize("NFC");

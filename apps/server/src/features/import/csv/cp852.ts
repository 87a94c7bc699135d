/** Code page 852 (DOS, central Europe), bytes 128 to 255: what no browser knows, and old tills and stock programs write. */
const UPPER_HALF = [
  "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č",
  "áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐",
  "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀",
  "ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0",
].join("");

export const decodeCp852 = (bytes: Uint8Array): string => {
  const characters = Array.from(bytes, (byte) =>
    byte < 128 ? String.fromCodePoint(byte) : (UPPER_HALF[byte - 128] ?? ""),
  );
  return characters.join("");
};

/** What people see where nobody gave a label: `serial_number` as "Serial number". */
export const labelOf = (key: string): string => {
  const words = key.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The key that a label suggests: "Fecha de visita" is fecha_de_visita. */
export const keyOf = (label: string): string =>
  label
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "_")
    .replaceAll(/^[_0-9]+|_+$/gu, "")
    .slice(0, 40);

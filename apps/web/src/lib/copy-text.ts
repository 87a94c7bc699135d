/**
 * Into the clipboard; false where the browser refuses. Over plain http, as in many private networks, there is no
 * `navigator.clipboard`: there the browser copies what is selected.
 */
export const copyText = async (text: string): Promise<boolean> => {
  if ("clipboard" in navigator) {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isCopied) return true;
  }
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  document.body.append(holder);
  const focused = document.activeElement;
  holder.select();
  // Nothing else copies there.
  const isCopied = document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
};

export interface ProgressBar {
  show(share: number, text: string): void;
  clear(): void;
}

const WIDTH = 30;

/** A line that is drawn over itself; nothing at all where no person looks at it. */
export const progressBar = (stream: NodeJS.WriteStream): ProgressBar => {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  return {
    show(share, text) {
      const full = Math.round(Math.min(share, 1) * WIDTH);
      stream.write(
        `\r\u001B[2K[${"#".repeat(full)}${"-".repeat(WIDTH - full)}] ${Math.floor(share * 100)} % ${text}`,
      );
    },
    clear: () => void stream.write("\r\u001B[2K"),
  };
};

import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

/** Nobody waits for an answer to half a word. In milliseconds. */
const TYPING = 250;

/** The longest text that lists are searched for, as the contracts say. */
export const LONGEST_WORDS = 200;

/** A field for words that stand in the address: it follows the address, but for what it wrote there itself. */
export const useTypedWords = (
  words: string,
  onChange: (words: string) => void,
): readonly [string, (words: string) => void] => {
  const [typed, setTyped] = useState(words);
  const sent = useRef(words.trim());
  const send = useDebouncedCallback((text: string) => {
    sent.current = text.trim();
    onChange(text);
  }, TYPING);
  useEffect(() => {
    if (words.trim() === sent.current) return;
    sent.current = words.trim();
    setTyped(words);
  }, [words]);
  return [
    typed,
    (text) => {
      setTyped(text);
      send(text);
    },
  ];
};

import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./message.module.css";

/**
 * Nothing in a mail is asked for from anywhere, and nothing in it runs: what it would load could tell its sender that
 * somebody looks. Its background is the white that mails are written for.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const pageOf = (html: string): string =>
  `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank">` +
  `<style>body{margin:12px;font:14px/20px system-ui,sans-serif;color:#15252b;background:#fff;overflow-wrap:anywhere}img{max-width:100%}img:not([src^='data:']):is([alt=''],:not([alt])){display:none}body:focus-visible{outline:2px solid #0b7285;outline-offset:4px}</style>` +
  // The Tab key passes over a frame in which nothing takes the focus; then no key would scroll it.
  `<body tabindex="0">${html}`;

const REMOTE_IMAGE = /<img\b(?![^>]*\bsrc\s*=\s*["']?data:)/iu;

/** A mail in a frame of its own, without scripts and without the network. */
export const MailFrame = ({ html, title }: { readonly html: string; readonly title: string }) => {
  const { t } = useTranslation();
  return (
    <>
      <iframe className={classes["frame"]} title={title} sandbox="" srcDoc={pageOf(html)} />
      {REMOTE_IMAGE.test(html) && (
        <Text size="sm" c="dimmed">
          {t("outbox.images")}
        </Text>
      )}
    </>
  );
};

import { useEffect, useState } from "react";
import { useLanguage, useText } from "../../i18n/text.ts";
import { codeOf } from "../../ui/data/QrCode.tsx";
import { Button } from "../../ui/form/Button.tsx";
import { download } from "../../ui/form/download.ts";
import { pictureFile, svgAddress } from "../../ui/form/pictureFile.ts";
import { Row, Section, Stack } from "../../ui/layout/Layout.tsx";
import { Notice } from "../../ui/state/Notice.tsx";
import { drawLetter, LETTER_PICTURE } from "./drawLetter.ts";
import styles from "./Letter.module.css";
import type { LetterWords } from "./letterWords.ts";
import type { Letter } from "./readLetter.ts";

type LetterPictureProps = { letter: Letter; words: LetterWords; path: string };

/** The letter as one picture, to be saved or given to another app. Its place is kept until it is drawn. */
export function LetterPicture({ letter, words, path }: LetterPictureProps) {
  const t = useText();
  const language = useLanguage();
  const [code, setCode] = useState<Awaited<ReturnType<typeof codeOf>>>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    void codeOf(location.origin + path, "M").then((made) => {
      if (!gone) setCode(made);
    });
    return () => {
      gone = true;
    };
  }, [path]);
  const { width, height } = LETTER_PICTURE;
  const drawing =
    code &&
    drawLetter({
      words,
      language,
      code,
      house: t("shell.name"),
      heads: { votes: t("letter.votes"), office: t("letter.office") },
      more: (n) => t("letter.votes.more", { n }),
      flow: [letter.figures.came, letter.figures.went],
      address: location.origin + path,
    });
  const name = `${letter.month}-${language}.png`;
  const withFile = async (give: (file: Blob) => unknown) => {
    if (drawing === undefined) return;
    setFailed(false);
    try {
      await give(await pictureFile(drawing, width, height));
    } catch (error) {
      // Who closes the list of apps wanted none.
      setFailed(!(error instanceof DOMException && error.name === "AbortError"));
    }
  };
  const fileOf = (blob: Blob) => new File([blob], name, { type: "image/png" });
  const mayShare = code !== undefined && canShare(fileOf(new Blob()));
  return (
    <div data-print="no">
      <Section title={t("letter.picture")}>
        <Stack gap={2}>
          <div className={styles.place}>
            {drawing && <img src={svgAddress(drawing)} alt={words.title} width={width} height={height} />}
          </div>
          <Row>
            <Button onClick={() => void withFile((file) => download(file, name, "image/png"))}>
              {t("letter.save")}
            </Button>
            {mayShare && (
              <Button
                onClick={() => void withFile((file) => navigator.share({ files: [fileOf(file)], title: words.title }))}
              >
                {t("letter.share")}
              </Button>
            )}
          </Row>
          {hasFailed && <Notice kind="stop" live title={t("letter.failed")} />}
        </Stack>
      </Section>
    </div>
  );
}

/** Most browsers of a desk give nothing to other apps. */
function canShare(file: File): boolean {
  return typeof navigator.canShare === "function" && navigator.canShare({ files: [file] });
}

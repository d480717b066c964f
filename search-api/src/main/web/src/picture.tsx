import { useEffect, useState } from "preact/hooks";
import type { Service } from "./api";

export interface Size {
  width: number;
  height: number;
}

/** A picture that needs the key: fetched by script and shown from memory. */
export function ServicePicture(props: {
  service: Service;
  path: string;
  alt: string;
  class?: string;
  /** Told the picture's own size once it is shown. */
  onSize?: (size: Size) => void;
}) {
  const [url, setUrl] = useState<string>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    setFailed(false);
    props.service
      .picture(props.path)
      .then((blob) => {
        if (!gone) {
          made = URL.createObjectURL(blob);
          setUrl(made);
        }
      })
      .catch(() => setFailed(true));
    return () => {
      gone = true;
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [props.path, props.service]);
  if (failed) {
    return <span class="missing">{props.alt}: the picture cannot be read</span>;
  }
  return url ? (
    <img
      src={url}
      alt={props.alt}
      class={props.class}
      onLoad={(event) =>
        props.onSize?.({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
      }
    />
  ) : (
    <span class="loading" aria-hidden="true" />
  );
}

/** A local picture turned clockwise by quarters, to be looked at; what is sent stays as it was. */
async function turned(file: Blob, quarters: number): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const lying = quarters % 2 === 1;
  const canvas = document.createElement("canvas");
  canvas.width = lying ? picture.height : picture.width;
  canvas.height = lying ? picture.width : picture.height;
  const context = canvas.getContext("2d")!;
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  picture.close();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture cannot be turned"))), "image/png"),
  );
}

/** The file as it stands, or turned, once it is; a file that cannot be read is shown as it is. */
export function useTurned(file: Blob | undefined, quarters: number): Blob | undefined {
  const [made, setMade] = useState<{ of: Blob; quarters: number; blob: Blob }>();
  useEffect(() => {
    if (!file || quarters === 0) {
      return;
    }
    let gone = false;
    turned(file, quarters)
      .catch(() => file)
      .then((blob) => {
        if (!gone) {
          setMade({ of: file, quarters, blob });
        }
      });
    return () => {
      gone = true;
    };
  }, [file, quarters]);
  if (!file || quarters === 0) {
    return file;
  }
  return made?.of === file && made.quarters === quarters ? made.blob : undefined;
}

/** An object URL for a local file, released when it is no longer shown. */
export function useFileUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}

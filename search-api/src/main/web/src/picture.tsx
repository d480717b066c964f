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

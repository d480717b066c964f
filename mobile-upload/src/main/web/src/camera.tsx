import { useEffect, useRef, useState } from "preact/hooks";
import { useApp } from "./context";
import type { Label } from "./outbox/state";
import { Outline, Sign } from "./outlines";

/** Asked of the camera; it gives what it can. A little more than is sent. */
const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1920 } },
};
const CAPTURE_QUALITY = 0.95;

export function cameraExists(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** The camera's picture with the outline over it. The picture goes nowhere until the person presses the button. */
export function Camera(props: {
  label: Label;
  onPhoto: (file: Blob) => void;
  onClose: () => void;
  onRefused: () => void;
}) {
  const { speaker: t } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [shape, setShape] = useState<string>();

  useEffect(() => {
    dialog.current?.showModal();
    let stream: MediaStream | undefined;
    let closed = false;
    navigator.mediaDevices.getUserMedia(WANTED).then(
      (given) => {
        stream = given;
        if (closed) {
          given.getTracks().forEach((track) => track.stop());
        } else if (video.current) {
          video.current.srcObject = given;
        }
      },
      () => props.onRefused(),
    );
    return () => {
      closed = true;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);

  function take() {
    const source = video.current!;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")!.drawImage(source, 0, 0);
    canvas.toBlob((blob) => blob && props.onPhoto(blob), "image/jpeg", CAPTURE_QUALITY);
  }

  return (
    <dialog
      class="camera"
      ref={dialog}
      aria-label={t.text("camera.title")}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <p>{t.text(`label.${props.label}`)}</p>
      <div class="finder">
        <video
          ref={video}
          autoplay
          muted
          playsInline
          onLoadedData={(event) => setShape(`${event.currentTarget.videoWidth} / ${event.currentTarget.videoHeight}`)}
        />
        {shape !== undefined && (
          <div class="lines" style={{ aspectRatio: shape }}>
            <Outline label={props.label} stretched />
          </div>
        )}
      </div>
      <p class="hint">{t.text("camera.match")}</p>
      <div class="shutter">
        <button type="button" class="plain" onClick={props.onClose}>
          <Sign name="close" />
          <span class="unseen">{t.text("camera.close")}</span>
        </button>
        <button type="button" class="take" disabled={shape === undefined} onClick={take}>
          <span class="unseen">{t.text("camera.take")}</span>
        </button>
      </div>
    </dialog>
  );
}

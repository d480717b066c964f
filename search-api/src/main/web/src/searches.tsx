import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import {
  type Ad,
  type AdLinksAnswer,
  type CaseStatement,
  type Filter,
  type HotelSearchAnswer,
  type PictureLookupAnswer,
  type Service,
  ServiceError,
} from "./api";
import { EVERYWHERE, type FilterFields, filtered, filterOf } from "./filter";
import { hashFields } from "./hash";
import { MaskEditor, type Painted } from "./mask";
import { Narrowing } from "./narrowing";
import { type Brought, orientationOf, ServicePicture } from "./picture";
import { refusal } from "./refusal";
import { HotelResults, OwnerName, PictureList, Report } from "./results";
import { day, selectorOrigin, selectorTitle } from "./words";

const MAX_IMAGES = 8;

/** What went wrong, with the names of the chosen files in the place of the service's numbers. */
export function Problem(props: { error: unknown; files?: File[] }) {
  if (!props.error) {
    return null;
  }
  const error = props.error;
  const { text, code } = refusal(
    error instanceof Error ? error.message : String(error),
    error instanceof ServiceError ? error.part : undefined,
    props.files ?? [],
  );
  return (
    <p class="problem" role="alert">
      {text}
      {code && <small> {code}</small>}
      {error instanceof ServiceError && error.requestId && <small> Request {error.requestId}</small>}
    </p>
  );
}

/** A form that runs one question at a time and keeps its answer or its error until it is asked something else. */
function useQuestion<T>() {
  const [answer, setAnswer] = useState<T>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const last = useRef(0);

  /** Forgets answer and error, and an answer that is still on its way. */
  function clear() {
    last.current++;
    setBusy(false);
    setError(undefined);
    setAnswer(undefined);
  }

  /** Asks; the former answer stays until there is another one. */
  async function ask(question: () => Promise<T>) {
    const mine = ++last.current;
    setError(undefined);
    setBusy(true);
    try {
      const given = await question();
      if (mine === last.current) {
        setAnswer(given);
      }
    } catch (problem) {
      if (mine === last.current) {
        setError(problem);
      }
    } finally {
      if (mine === last.current) {
        setBusy(false);
      }
    }
  }

  /** Forgets what was wrong; an answer stays. */
  const forgive = () => setError(undefined);

  /** Says what is wrong; the former answer stays. */
  function refuse(problem: unknown) {
    last.current++;
    setBusy(false);
    setError(problem);
  }

  return { answer, error, busy, ask, clear, forgive, refuse };
}

function Submit(props: { busy: boolean; ready: boolean; children: ComponentChildren }) {
  return (
    <button type="submit" class="primary" disabled={props.busy || !props.ready}>
      {props.busy ? "Searching…" : props.children}
    </button>
  );
}

interface Chosen {
  id: number;
  file: File;
  turns: number;
  mask: Painted | undefined;
  region: Painted | undefined;
}

/** What a search was asked, for its answer to be read by. */
interface Asked {
  pictures: Brought[];
  /** The form as it was; another one is another search. */
  form: string;
}

export function HotelSearch(props: { service: Service; statement: CaseStatement }) {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const [asked, setAsked] = useState<Asked>({ pictures: [], form: "" });
  const [sent, setSent] = useState<File[]>([]);
  const [fields, setFields] = useState<FilterFields>(EVERYWHERE);
  const [exact, setExact] = useState(false);
  const [verify, setVerify] = useState(true);
  const [open, setOpen] = useState(true);
  const question = useQuestion<HotelSearchAnswer>();
  const next = useRef(0);
  const strokes = useRef(0);
  const stated = props.statement.caseReference.trim() !== "" && props.statement.purpose.trim() !== "";
  const form = JSON.stringify([
    chosen.map((one) => [one.id, one.turns]),
    strokes.current,
    fields,
    exact,
    verify,
    props.statement,
  ]);

  function add(files: FileList | null) {
    const given = [...(files ?? [])];
    const taken = given.slice(0, MAX_IMAGES - chosen.length);
    const more = taken.map((file) => ({ id: next.current++, file, turns: 0, mask: undefined, region: undefined }));
    setLeftOut(given.slice(taken.length).map((file) => file.name));
    if (more.length > 0) {
      question.forgive();
      setChosen([...chosen, ...more]);
    }
  }

  function remove(id: number) {
    question.forgive();
    setLeftOut([]);
    setChosen((before) => before.filter((other) => other.id !== id));
  }

  function change(id: number, part: Partial<Chosen>) {
    setChosen((before) =>
      before.map((other) => {
        if (other.id !== id) {
          return other;
        }
        const changed = { ...other, ...part };
        strokes.current += changed.mask !== other.mask || changed.region !== other.region ? 1 : 0;
        return changed;
      }),
    );
  }

  function submit(event: Event) {
    event.preventDefault();
    let filter: Filter;
    try {
      filter = filterOf(fields);
    } catch (problem) {
      question.refuse(problem);
      return;
    }
    setSent(chosen.map((one) => one.file));
    void question.ask(async () => {
      const pictures: Brought[] = await Promise.all(
        chosen.map(async ({ file, turns, mask, region }) => ({ file, turns, mask: await mask, region: await region })),
      );
      const answer = await props.service.searchHotels(
        {
          ...props.statement,
          filter,
          exact,
          verify,
          maxHotels: 20,
          turns: pictures.map((one) => one.turns),
          drawnOrientations: await Promise.all(pictures.map((one) => orientationOf(one.file))),
        },
        pictures.map((one) => one.file),
        pictures.map((one) => one.mask),
        pictures.map((one) => one.region),
      );
      setAsked({ pictures, form });
      setOpen(false);
      return answer;
    });
  }

  const part = filtered(fields);
  return (
    <>
      <form onSubmit={submit} aria-label="Search hotels">
        <details class="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            Pictures and filters
            {!open && (
              <span class="quiet">
                {" "}
                {chosen.length} {chosen.length === 1 ? "picture" : "pictures"}
                {part && `, ${part}`}: open to change them and search again
              </span>
            )}
          </summary>
          <div
            class="drop"
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              add(event.dataTransfer?.files ?? null);
            }}
          >
            <label>
              Pictures of one room (up to {MAX_IMAGES}; JPEG, HEIC, PNG, WebP, AVIF, GIF, BMP or TIFF)
              <input
                type="file"
                name="images"
                multiple
                onChange={(event) => {
                  add(event.currentTarget.files);
                  event.currentTarget.value = "";
                }}
              />
            </label>
            <p class="quiet">
              Turn a picture that lies on its side. Paint over every person before you search: what is painted is
              ignored. Or paint the one region to search for, a lamp or a picture on the wall. The pictures are not
              stored; that they were searched for is written to the audit log.
            </p>
          </div>
          {leftOut.length > 0 && (
            <p class="notice" role="alert">
              Only {MAX_IMAGES} can be searched at once; {leftOut.join(", ")} {leftOut.length === 1 ? "was" : "were"}{" "}
              left out.
            </p>
          )}
          <div class={chosen.length > 1 ? "chosen several" : "chosen"}>
            {chosen.map((one, i) => (
              <div key={one.id}>
                <MaskEditor
                  service={props.service}
                  file={one.file}
                  label={`picture ${i + 1}`}
                  turns={one.turns}
                  onTurn={(turns) => change(one.id, { turns })}
                  onMask={(mask) => change(one.id, { mask })}
                  onRegion={(region) => change(one.id, { region })}
                />
                <button type="button" onClick={() => remove(one.id)}>
                  Remove picture {i + 1}
                </button>
              </div>
            ))}
          </div>
          <Narrowing service={props.service} fields={fields} onChange={setFields} />
          <div class="row">
            <label class="check">
              <input type="checkbox" checked={verify} onChange={(event) => setVerify(event.currentTarget.checked)} />
              Verify the leading candidates by geometry
            </label>
            <label class="check">
              <input type="checkbox" checked={exact} onChange={(event) => setExact(event.currentTarget.checked)} />
              Compare with every photo (slower)
            </label>
            <Submit busy={question.busy} ready={stated && chosen.length > 0}>
              Search hotels
            </Submit>
          </div>
          {!stated && <p class="quiet">A search needs a case reference and a purpose; both go into the audit log.</p>}
        </details>
      </form>
      <Problem error={question.error} files={sent} />
      {question.answer && asked.form !== form && (
        <p class="notice" role="status">
          These are the results of the former search: since then pictures, paint, filters, case or purpose were changed.
        </p>
      )}
      {question.answer && (
        <HotelResults
          key={question.answer.auditId}
          service={props.service}
          answer={question.answer}
          pictures={asked.pictures}
        />
      )}
    </>
  );
}

export function PictureLookup(props: { service: Service; statement: CaseStatement }) {
  const [file, setFile] = useState<File>();
  const [looked, setLooked] = useState<File>();
  const [hash, setHash] = useState("");
  const [pdq, setPdq] = useState(true);
  const [empty, setEmpty] = useState("");
  const question = useQuestion<PictureLookupAnswer>();
  const stated = props.statement.caseReference.trim() !== "" && props.statement.purpose.trim() !== "";

  function submit(event: Event) {
    event.preventDefault();
    setLooked(file);
    if (file) {
      setEmpty("This picture is not known, neither in the gallery nor in an ad.");
      void question.ask(() => props.service.lookUpFile(props.statement, file));
      return;
    }
    const fields = hashFields(hash, pdq);
    if (!fields) {
      question.refuse(
        "That is no hash: MD5 has 32 hexadecimal digits, SHA-1 has 40, SHA-256 and PDQ have 64; " +
          `this text has ${hash.trim().length} characters.`,
      );
      return;
    }
    setEmpty(
      fields["pdq"]
        ? "No picture with a hash like this one is known, neither in the gallery nor in an ad."
        : "No file with exactly these bytes is known, neither in the gallery nor in an ad. An edited or resized copy has another hash.",
    );
    void question.ask(() => props.service.lookUpHash(props.statement, fields));
  }

  return (
    <>
      <form onSubmit={submit} aria-label="Look a picture up">
        <div class="grid">
          <label>
            Picture
            <input
              type="file"
              onChange={(event) => {
                question.forgive();
                setFile(event.currentTarget.files?.[0]);
              }}
            />
          </label>
          <label>
            or a hash (MD5, SHA-1, SHA-256, PDQ)
            <input
              value={hash}
              spellcheck={false}
              onInput={(event) => {
                question.forgive();
                setHash(event.currentTarget.value);
              }}
            />
          </label>
          <label class="check">
            <input type="checkbox" checked={pdq} onChange={(event) => setPdq(event.currentTarget.checked)} />
            64 digits are a PDQ hash (otherwise SHA-256)
          </label>
        </div>
        <Submit busy={question.busy} ready={stated && (file !== undefined || hash.trim() !== "")}>
          Look up
        </Submit>
      </form>
      <Problem error={question.error} files={file ? [file] : []} />
      {question.answer && (
        <>
          <PictureList
            service={props.service}
            pictures={question.answer.pictures.map((hit) => ({
              hit,
              query: question.answer?.image && looked && { file: looked, turns: 0 },
              frame: question.answer?.image,
            }))}
            empty={empty}
          />
          <Report report={question.answer.report} auditId={question.answer.auditId} />
        </>
      )}
    </>
  );
}

/** Whoever has not typed for so long has written what was meant. */
const TYPED_AFTER_MILLISECONDS = 700;

function choice(stated: boolean, more: boolean, count: number): string {
  if (!stated) {
    return "shown once case and purpose are written above";
  }
  return more ? `one of the first ${count}` : "choose one";
}

export function AdLinks(props: { service: Service; statement: CaseStatement }) {
  const [adId, setAdId] = useState("");
  const [ads, setAds] = useState<Ad[]>([]);
  const [more, setMore] = useState(false);
  const question = useQuestion<AdLinksAnswer>();
  const { service, statement } = props;
  const stated = statement.caseReference.trim() !== "" && statement.purpose.trim() !== "";
  useEffect(() => {
    if (!stated || ads.length > 0) {
      return undefined;
    }
    const typed = setTimeout(() => {
      service
        .ads(statement)
        .then((page) => {
          setAds(page.ads);
          setMore(page.nextCursor !== undefined);
        })
        .catch((problem) => question.refuse(problem));
    }, TYPED_AFTER_MILLISECONDS);
    return () => clearTimeout(typed);
  }, [service, statement.caseReference, statement.purpose]);
  const answer = question.answer;

  function choose(id: string) {
    question.clear();
    setAdId(id);
  }

  return (
    <>
      <form
        aria-label="Links of an ad"
        onSubmit={(event) => {
          event.preventDefault();
          void question.ask(() => props.service.linksOfAd(props.statement, adId.trim()));
        }}
      >
        <div class="grid">
          <label>
            Ad
            <select value={adId} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">{choice(stated, more, ads.length)}</option>
              {ads.map((ad) => (
                <option key={ad.adId} value={ad.adId}>
                  {[day(ad.posted), ad.title || ad.adId, ad.siteAdId, ad.site].filter(Boolean).join(" · ")}
                </option>
              ))}
            </select>
          </label>
          <label>
            or its id (the site's or the program's)
            <input value={adId} spellcheck={false} onInput={(event) => choose(event.currentTarget.value)} />
          </label>
        </div>
        <Submit busy={question.busy} ready={stated && adId.trim() !== ""}>
          Find links
        </Submit>
      </form>
      <Problem error={question.error} />
      {answer && (
        <section aria-label={`Links of ad ${answer.ad.adId}`}>
          <h2>{answer.ad.title || answer.ad.adId}</h2>
          <p class="quiet">
            {[answer.ad.siteAdId, answer.ad.site, day(answer.ad.posted), answer.ad.place].filter(Boolean).join(" · ")}
          </p>
          <ul class="strip">
            {answer.ad.images.map((image) => (
              <li key={image.imageId}>
                <ServicePicture service={props.service} path={image.thumbnail} alt={`Image ${image.imageId}`} />
              </li>
            ))}
          </ul>
          <h3>Pictures and rooms</h3>
          <PictureList
            service={props.service}
            pictures={answer.pictureLinks.map((link) => ({
              hit: link.hit,
              query: answer.ad.images.find((image) => image.imageId === link.imageId)?.thumbnail,
              frame: link.image,
            }))}
            empty={
              answer.ad.images.length === 0
                ? "This ad has no pictures that could be compared."
                : "No other ad and no hotel shares a picture or a verified room with this ad."
            }
          />
          {answer.unreadableImages.length > 0 && (
            <p class="notice" role="status">
              {answer.unreadableImages.length} of its images could not be read from the disk: what they are linked with
              is not known. Tell the operator.
            </p>
          )}
          <h3>Phone numbers, addresses, handles</h3>
          {answer.selectorLinks.length === 0 ? (
            <p>
              {answer.ad.selectors.length === 0
                ? "None is known of this ad, so that there is nothing that another one could share."
                : "No other ad shares one of those that are known of this ad."}
            </p>
          ) : (
            <ul>
              {answer.selectorLinks.map((link) => (
                <li key={link.adId + link.kind + link.value}>
                  ad <OwnerName id={link.adId} owner={link.ad} />: {selectorTitle(link.kind)} {link.value}{" "}
                  <span class="quiet">({selectorOrigin(link)})</span>{" "}
                  <button type="button" onClick={() => choose(link.adId)}>
                    Choose this ad
                  </button>
                </li>
              ))}
            </ul>
          )}
          {answer.moreSelectorLinks && (
            <p class="quiet">
              Only the first {answer.selectorLinks.length} are shown. What so many ads share says little about any one
              of them.
            </p>
          )}
        </section>
      )}
    </>
  );
}

import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Img,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";
import type { CSSProperties } from "react";
import type { ReminderLine, ReminderView } from "./reminder-view.ts";

const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif';

const ink = "#1f2328";
const soft = "#5c6470";
const paper = "#ffffff";
const ground = "#f3f2ef";
const line = "#e6e3dd";
const tint = "#eef5ef";
const leaf = "#1e5b37";

// Colours that must change in the dark have a class beside the inline style; clients that ignore <style> keep the light mail.
const STYLES = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  a { text-decoration: none; }
  @media (max-width: 480px) {
    .card { padding: 24px 20px !important; }
    .page { padding: 12px 8px 28px !important; }
    .button { display: block !important; }
    .picture, .picture * { width: 60px !important; height: 60px !important; line-height: 60px !important; }
    .title { font-size: 23px !important; line-height: 29px !important; }
  }
  @media (prefers-color-scheme: dark) {
    .ground, .ground > table > tbody > tr > td { background-color: #131517 !important; }
    .card { background-color: #1d2023 !important; }
    .ink, .ink a { color: #f1f1ef !important; }
    .soft, .soft a { color: #a9b0b9 !important; }
    .line { border-color: #33383d !important; }
    .tint { background-color: #1c3125 !important; }
    .leaf { color: #9fdcb4 !important; }
    .button { background-color: #f1f1ef !important; color: #1f2328 !important; }
    .nothing { background-color: #2a2e32 !important; }
  }
`;

const text = (
  size: number,
  color: string,
  more: CSSProperties = {},
): CSSProperties => ({
  margin: 0,
  fontSize: size,
  lineHeight: `${Math.round(size * 1.5)}px`,
  color,
  ...more,
});

/** The reminder in the shop's name; everything it says comes from the view. */
export function AbandonedCheckoutMail({ view }: { view: ReminderView }) {
  const { dir } = view;
  const end = dir === "rtl" ? "left" : "right";
  const hasPictures = view.lines.some((one) => one.pictureUrl);
  return (
    <Html lang={view.language} dir={dir}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{view.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </Head>
      <Preview>{view.preheader}</Preview>
      <Body
        className="ground"
        dir={dir}
        style={{ margin: 0, backgroundColor: ground, fontFamily: FONT }}
      >
        <Container
          className="page"
          style={{ maxWidth: 584, width: "100%", padding: "28px 12px 40px" }}
        >
          <Section>
            <Text
              className="ink"
              style={text(18, ink, {
                fontWeight: 600,
                textAlign: "center",
                padding: "0 0 20px",
              })}
            >
              <Link
                href={view.shopUrl}
                className="ink"
                style={{ color: ink, textDecoration: "none" }}
              >
                {view.shopName}
              </Link>
            </Text>
          </Section>
          <Section
            className="card"
            style={{
              backgroundColor: paper,
              borderRadius: 14,
              padding: "36px 40px",
            }}
          >
            <Heading
              as="h1"
              className="title ink"
              style={text(27, ink, {
                lineHeight: "34px",
                fontWeight: 650,
                letterSpacing: "-0.01em",
              })}
            >
              {view.heading}
            </Heading>
            <Text
              className="soft"
              style={text(16, soft, { padding: "8px 0 18px" })}
            >
              {view.intro}
            </Text>
            {view.lines.map((one, index) => (
              <BasketRow
                key={index}
                line={one}
                dir={dir}
                hasPictures={hasPictures}
              />
            ))}
            {view.moreLines && (
              <Text
                className="soft"
                style={text(14, soft, { padding: "0 0 14px" })}
              >
                {view.moreLines}
              </Text>
            )}
            <Hr
              className="line"
              style={{ borderColor: line, margin: "0 0 14px" }}
            />
            {view.totals.map((row) => (
              <Row key={row.label}>
                <Column>
                  <Text
                    className={row.strong ? "ink" : "soft"}
                    style={totalStyle(row.strong)}
                  >
                    {row.label}
                  </Text>
                </Column>
                <Column align={end}>
                  <Text
                    className={row.strong ? "ink" : "soft"}
                    style={totalStyle(row.strong)}
                  >
                    {row.value}
                  </Text>
                </Column>
              </Row>
            ))}
            <Text
              className="soft"
              style={text(13, soft, { padding: "4px 0 22px" })}
            >
              {view.totalNote}
            </Text>
            {view.code && <CodeNote code={view.code} />}
            <Section style={{ textAlign: "center" }}>
              <Button
                href={view.restoreUrl}
                className="button"
                style={{
                  backgroundColor: ink,
                  color: paper,
                  borderRadius: 10,
                  padding: "15px 34px",
                  fontSize: 16,
                  lineHeight: "20px",
                  fontWeight: 600,
                  textAlign: "center",
                }}
              >
                {view.button}
              </Button>
            </Section>
            {view.help && (
              <Text
                className="soft"
                style={text(14, soft, {
                  textAlign: "center",
                  padding: "18px 0 0",
                })}
              >
                {view.help}
              </Text>
            )}
          </Section>
          <Footer view={view} />
        </Container>
      </Body>
    </Html>
  );
}

function totalStyle(strong: boolean): CSSProperties {
  return strong
    ? text(17, ink, { fontWeight: 650, padding: "4px 0 0" })
    : text(15, soft, { padding: "1px 0" });
}

function BasketRow({
  line: one,
  dir,
  hasPictures,
}: {
  line: ReminderLine;
  dir: "ltr" | "rtl";
  hasPictures: boolean;
}) {
  const [start, end] =
    dir === "rtl" ? (["right", "left"] as const) : (["left", "right"] as const);
  const padding = dir === "rtl" ? "0 16px 0 8px" : "0 8px 0 16px";
  return (
    <Row style={{ marginBottom: 16 }}>
      {hasPictures && (
        <Column
          className="picture"
          style={{ width: 76, verticalAlign: "top" }}
          width={76}
          align={start}
        >
          <Picture line={one} />
        </Column>
      )}
      <Column
        style={{ verticalAlign: "top", padding: hasPictures ? padding : 0 }}
        align={start}
      >
        <Text className="ink" style={text(16, ink, { fontWeight: 600 })}>
          {one.title}
        </Text>
        {one.variant && (
          <Text className="soft" style={text(14, soft)}>
            {one.variant}
          </Text>
        )}
        <Text className="soft" style={text(14, soft)}>
          {one.quantity}
        </Text>
        {one.soldOut && (
          <Text className="soft" style={text(14, soft, { fontWeight: 600 })}>
            {one.soldOut}
          </Text>
        )}
      </Column>
      <Column
        style={{ verticalAlign: "top", whiteSpace: "nowrap" }}
        align={end}
      >
        <Text className="ink" style={text(16, ink)}>
          {one.price}
        </Text>
      </Column>
    </Row>
  );
}

function Picture({ line: one }: { line: ReminderLine }) {
  const frame = { width: 76, height: 76, borderRadius: 10 };
  if (!one.pictureUrl)
    return (
      <div
        className="nothing soft"
        aria-hidden="true"
        style={{
          ...frame,
          backgroundColor: ground,
          color: soft,
          fontSize: 24,
          lineHeight: "76px",
          textAlign: "center",
        }}
      >
        {[...one.title][0]}
      </div>
    );
  // The title stands beside it: an alternative text would say it twice.
  return (
    <Img
      src={one.pictureUrl}
      alt=""
      width={76}
      height={76}
      style={{ ...frame, objectFit: "cover", backgroundColor: ground }}
    />
  );
}

function CodeNote({ code }: { code: NonNullable<ReminderView["code"]> }) {
  return (
    <Section
      className="tint"
      style={{
        backgroundColor: tint,
        borderRadius: 10,
        padding: "13px 16px",
        marginBottom: 22,
      }}
    >
      <Text className="leaf" style={text(15, leaf, { textAlign: "center" })}>
        {code.before}
        <strong dir="ltr" style={{ whiteSpace: "nowrap" }}>
          {code.code}
        </strong>
        {code.after}
      </Text>
    </Section>
  );
}

function Footer({ view }: { view: ReminderView }) {
  const small = text(13, soft, { textAlign: "center", padding: "0 12px" });
  return (
    <Section style={{ padding: "24px 0 0" }}>
      <Text className="soft" style={small}>
        {view.why}
      </Text>
      <Text className="soft" style={{ ...small, paddingTop: 10 }}>
        <Link
          href={view.unsubscribeUrl}
          className="soft"
          style={{ color: soft, textDecoration: "underline" }}
        >
          {view.unsubscribe}
        </Link>
      </Text>
      <Text className="soft" style={{ ...small, paddingTop: 10 }}>
        {view.address.join(" · ")}
      </Text>
    </Section>
  );
}

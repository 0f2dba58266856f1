import {
  BlockStack,
  Button,
  ButtonGroup,
  InlineStack,
  Text,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import {
  PREVIEW_READY,
  type PreviewMessage,
} from "#app/shared/preview-message.ts";

const SCREENS = {
  phone: { label: "Phone", width: 390, height: 720 },
  desktop: { label: "Computer", width: 1180, height: 720 },
} as const;
type Screen = keyof typeof SCREENS;

/** Long enough for a word, short enough to look alive. */
const TYPING_MS = 180;

/** The offer as a shopper sees it, drawn by the storefront's own code in a frame of its own. */
export function StorefrontPreview({
  message,
}: {
  message: Omit<PreviewMessage, "type" | "again">;
}) {
  const [screen, setScreen] = useState<Screen>("phone");
  const [again, setAgain] = useState(0);
  const [ready, setReady] = useState(false);
  const [width, setWidth] = useState(0);
  const frame = useRef<HTMLIFrameElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const text = JSON.stringify({ ...message, again });

  useEffect(() => {
    const listen = ({ origin, source, data }: MessageEvent) => {
      if (
        origin === location.origin &&
        source === frame.current?.contentWindow &&
        data === PREVIEW_READY
      )
        setReady(true);
    };
    addEventListener("message", listen);
    const observer = new ResizeObserver(([entry]) =>
      setWidth(entry?.contentRect.width ?? 0),
    );
    if (stage.current) observer.observe(stage.current);
    return () => {
      removeEventListener("message", listen);
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => {
      const said = JSON.parse(text) as Omit<PreviewMessage, "type">;
      frame.current?.contentWindow?.postMessage(
        { type: "second-thought:preview", ...said } satisfies PreviewMessage,
        location.origin,
      );
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [ready, text]);

  const size = SCREENS[screen];
  const scale = Math.min(1, (width || size.width) / size.width);
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="h2" variant="headingMd">
          Preview
        </Text>
        <ButtonGroup variant="segmented">
          {(Object.keys(SCREENS) as Screen[]).map((name) => (
            <Button
              key={name}
              pressed={screen === name}
              onClick={() => setScreen(name)}
            >
              {SCREENS[name].label}
            </Button>
          ))}
        </ButtonGroup>
      </InlineStack>
      <div
        ref={stage}
        className="storefront-preview"
        style={{ blockSize: size.height * scale }}
      >
        <iframe
          ref={frame}
          title="Preview of the offer"
          // The frame may have loaded before React listened: asked for only once the page is alive.
          {...(width > 0 && { src: "/preview/page" })}
          style={{
            inlineSize: size.width,
            blockSize: size.height,
            transform: `scale(${scale})`,
          }}
        />
      </div>
      <InlineStack gap="200" blockAlign="center">
        <Button onClick={() => setAgain((before) => before + 1)}>
          Show again
        </Button>
        <Text as="p" variant="bodySm" tone="subdued">
          With a sample basket. Buttons work; nothing is claimed.
        </Text>
      </InlineStack>
    </BlockStack>
  );
}

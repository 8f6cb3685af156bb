import { AbsoluteFill, interpolate, useCurrentFrame } from "remotion";

export const durationInFrames = 150;
export const fps = 30;
export const dimensions = { width: 1080, height: 1080 } as const;

const words = "The best time to plant a tree was twenty years ago.".split(" ");

const QuoteCard: React.FC = () => {
  const frame = useCurrentFrame();
  const lineWidth = interpolate(frame, [10, 40], [0, 180], { extrapolateLeft: "clamp", extrapolateRight: "clamp" });

  return (
    <AbsoluteFill style={{ background: "#fbf6ec", justifyContent: "center", padding: "0 110px" }}>
      <div style={{ fontSize: 220, lineHeight: 0.6, color: "#d97757", fontFamily: "Georgia, serif" }}>&ldquo;</div>
      <blockquote style={{ margin: 0, fontFamily: "Georgia, serif", fontSize: 74, lineHeight: 1.25, color: "#2d2a26" }}>
        {words.map((word, i) => {
          const opacity = interpolate(frame - i * 4, [0, 12], [0, 1], {
            extrapolateLeft: "clamp",
            extrapolateRight: "clamp",
          });
          return (
            <span key={`${word}-${i}`} style={{ opacity }}>
              {word}{" "}
            </span>
          );
        })}
      </blockquote>
      <div style={{ width: lineWidth, height: 4, background: "#d97757", margin: "48px 0 28px" }} />
      <cite style={{ fontStyle: "normal", fontSize: 34, color: "#6b6459" }}>
        &mdash; a proverb, &ldquo;of unknown origin&rdquo; 🌱
      </cite>
    </AbsoluteFill>
  );
};

export default QuoteCard;

// Only the data and the helpers: the scene itself was never written.
export const palette = ['#264653', '#2a9d8f', '#e9c46a'];

export type Slide = { title: string; seconds: number };

export const slides: Slide[] = [
  { title: 'Where we started', seconds: 4 },
  { title: 'Where we are', seconds: 6 },
];

export function totalFrames(fps: number) {
  return slides.reduce((sum, slide) => sum + slide.seconds * fps, 0);
}

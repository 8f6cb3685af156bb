```tsx
const a = 1;

Here is your scene:

```tsx
const a = 1;
```

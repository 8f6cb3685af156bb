// Saved as Latin-1 by an old editor.
export default function Menu() {
  return <div>Café au lait</div>;
}

/** Style sheets that vite hands over as text. */
declare module '*?inline' {
  const text: string;
  export default text;
}

/** What the Remix compiler turns an imported file into: its public address. */
declare module "*.css" {
  const href: string;
  export default href;
}

declare module "*.woff2" {
  const href: string;
  export default href;
}

declare module "*.svg" {
  const href: string;
  export default href;
}

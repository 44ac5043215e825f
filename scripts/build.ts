/** `npm run build`: the pages, ready to be served. Nothing is done while what they are made of is as it was. */
import { buildPages } from "./start/build-pages.ts";

const built = await buildPages(console.log);
console.log(built ? "The pages are built." : "The pages were built already.");

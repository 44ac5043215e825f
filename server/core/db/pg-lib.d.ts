/** How pg writes a parameter's value: the part of it that its typings leave out. */
declare module "pg/lib/utils.js" {
  export function prepareValue(value: unknown): string | Buffer | null;
}

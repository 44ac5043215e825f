import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "postgraphile/graphql";
import { graphqlLimits } from "./limits.ts";

export type Prepared =
  | { readonly document: DocumentNode; readonly errors: null }
  | { readonly document: null; readonly errors: readonly GraphQLError[] };

const mostTokens = 2_000;
const remembered = 500;

/**
 * Parses and validates once a text, and gives connections without `first` or `last` a page size. The same document
 * object comes back for the same text, because grafast keeps its plans by it.
 */
export function createDocumentStore(schema: GraphQLSchema): (source: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (source) => {
    const found = known.get(source);
    if (found) return found;
    const prepared = prepare(schema, source);
    if (known.size >= remembered) {
      const oldest = known.keys().next().value;
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(source, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, source: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens: mostTokens, noLocation: true });
  } catch (error) {
    return { document: null, errors: [error as GraphQLError] };
  }
  const errors = validate(schema, document, undefined, { maxErrors: 10 });
  return errors.length > 0
    ? { document: null, errors }
    : { document: withPageSizes(schema, document), errors: null };
}

function withPageSizes(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        const paged = types.getFieldDef()?.args.some((one) => one.name === "first");
        const named = field.arguments?.some((one) => one.name.value === "first" || one.name.value === "last");
        if (!paged || named) return undefined;
        return {
          ...field,
          arguments: [
            ...(field.arguments ?? []),
            {
              kind: Kind.ARGUMENT,
              name: { kind: Kind.NAME, value: "first" },
              value: { kind: Kind.INT, value: String(graphqlLimits.defaultPage) },
            },
          ],
        };
      },
    }),
  );
}

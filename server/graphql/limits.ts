import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "postgraphile/graphql";

export type GraphqlLimits = {
  /** Fields inside fields. A connection takes two levels (`lessons { nodes { … } }`). */
  depth: number;
  /** Rows that could be read at most, multiplied along nested connections, plus the fields asked for. */
  cost: number;
  /** Rows of a connection that names neither `first` nor `last`, and the most it may name. */
  defaultPage: number;
  largestPage: number;
};
export const graphqlLimits: GraphqlLimits = { depth: 12, cost: 25_000, defaultPage: 50, largestPage: 500 };

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
  limits: GraphqlLimits;
};

/**
 * Refuses an operation that goes too deep or could read too much, before anything of it runs. The document must be
 * valid, so fragments end and fields exist. Introspection reads no rows and is as deep as it is.
 * @throws GraphQLError
 */
export function assertAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: GraphqlLimits = graphqlLimits,
): void {
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return; // validation has said so
  costOf({ schema, fragments, variables, limits }, operation.selectionSet, root, 1, 1, { spent: 0 });
}

/** Adds the cost of a selection that may run for `rows` rows; throws as soon as the budget is spent. */
function costOf(
  walk: Walk,
  selections: SelectionSetNode,
  parent: GraphQLNamedType,
  depth: number,
  rows: number,
  budget: { spent: number },
): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      costOfField(walk, selection, parent, depth, rows, budget);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const condition = fragment.typeCondition?.name.value;
    const type = (condition && walk.schema.getType(condition)) || parent;
    budget.spent += 1; // empty fragments in fragments cost time too
    costOf(walk, fragment.selectionSet, type, depth, rows, budget);
  }
}

function costOfField(
  walk: Walk,
  field: FieldNode,
  parent: GraphQLNamedType,
  depth: number,
  rows: number,
  budget: { spent: number },
): void {
  const { limits } = walk;
  if (depth > limits.depth) throw refused("graphql.too_deep", { most: limits.depth });
  const definition =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
  const paged = definition?.args.some((one) => one.name === "first") ?? false;
  const inside = paged ? rows * pageOf(field, walk) : rows;
  budget.spent += paged ? inside : 1;
  if (budget.spent > limits.cost) throw refused("graphql.too_costly", { most: limits.cost });
  if (!field.selectionSet || !definition) return; // a leaf, or introspection
  const type = getNamedType(definition.type);
  if (isCompositeType(type)) costOf(walk, field.selectionSet, type, depth + 1, inside, budget);
}

/** How many rows a connection may bring, from its arguments or the variables in them. */
function pageOf(field: FieldNode, { variables, limits }: Walk): number {
  const asked = field.arguments?.find(
    (one) => one.name.value === "first" || one.name.value === "last",
  )?.value;
  if (!asked) return limits.defaultPage;
  const value =
    asked.kind === Kind.INT
      ? Number(asked.value)
      : asked.kind === Kind.VARIABLE
        ? (variables[asked.name.value] ?? limits.largestPage + 1)
        : limits.largestPage + 1;
  const page = Number(value);
  if (!(page >= 0 && page <= limits.largestPage))
    throw refused("graphql.page_too_large", { field: field.name.value, most: limits.largestPage });
  return page;
}

const refused = (reason: string, details: Record<string, unknown>): GraphQLError =>
  new GraphQLError(reason, { extensions: { code: "LIMIT", reason, details } });

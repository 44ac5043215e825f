import type pg from "pg";
import { TYPES } from "postgraphile/@dataplan/pg";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { templateRole, templateSchema } from "../core/db/migrate.ts";
import { exposedTables, hiddenColumns } from "./exposed.ts";

declare global {
  namespace Grafast {
    interface RequestContext {
      /** Transaction-local settings under which every statement of this request runs. */
      houseSettings?: Record<string, string>;
    }
  }
}

/** Only what is exposed has any behaviour; there is nothing to insert, update, delete or call. */
const ExposurePlugin: GraphileConfig.Plugin = {
  name: "AtriumExposurePlugin",
  version: "1.0.0",
  gather: {
    hooks: {
      // transaction ids appear in no exposed table, but the reader wants to know every type of the house
      pgCodecs_findPgCodec(_info, event) {
        if (event.pgType.typname === "xid8") event.pgCodec ??= TYPES.text;
      },
    },
  },
  schema: {
    entityBehavior: {
      pgResource: {
        override: { callback: (behavior, resource) => [behavior, ...hideUnless(isExposed(resource.name))] },
      },
      pgCodec: {
        override: {
          callback: (behavior, codec) => [
            behavior,
            ...hideUnless(!codec.attributes || codec.isAnonymous || isExposed(codec.name)),
          ],
        },
      },
      pgCodecAttribute: {
        override: {
          callback: (behavior, [, attribute]) => [behavior, ...hideUnless(!hiddenColumns.test(attribute))],
        },
      },
      pgCodecRelation: {
        override: {
          callback: (behavior, relation) => [
            behavior,
            ...hideUnless(isExposed(relation.remoteResource.name)),
          ],
        },
      },
    },
  },
};

const isExposed = (name: string): boolean => exposedTables.has(name.replace(/^tenant_template_/, ""));
const hideUnless = (shown: boolean): readonly ["-*"] | readonly [] => (shown ? [] : ["-*"]);

/**
 * One schema for all tenants, read from the model house. Identifiers are unqualified, so the search path that each
 * request sets decides whose tables are read.
 */
export const createPreset = (pool: pg.Pool): GraphileConfig.Preset => ({
  extends: [PostGraphileAmberPreset],
  plugins: [ExposurePlugin],
  disablePlugins: [
    "PgMutationCreatePlugin",
    "PgMutationUpdateDeletePlugin",
    "PgCustomTypeFieldPlugin", // functions of the house serve policies and triggers, not readers
    "PgFakeConstraintsPlugin",
  ],
  gather: { pgIdentifiers: "unqualified", pgStrictFunctions: true },
  schema: { defaultBehavior: "-insert -update -delete -mutationField" },
  grafast: { explain: false },
  pgServices: [
    makePgService({
      pool,
      schemas: [templateSchema],
      pubsub: false,
      pgSettingsForIntrospection: { role: templateRole },
      pgSettings: ({ houseSettings }) => {
        if (!houseSettings) throw new Error("A GraphQL request came without its house");
        return houseSettings;
      },
    }),
  ],
});

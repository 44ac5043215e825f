import type { OrderDetails } from "#server/domains/orders/schema.ts";
import { OrderDetailsView } from "./order-details.tsx";
import { OrderEditForm } from "./order-edit.tsx";
import type { EditState } from "./order-foot.tsx";
import { OrderStory } from "./order-story.tsx";

type ViewProps = {
  schoolId: string;
  order: OrderDetails;
  editing: boolean;
  onDone: () => void;
  onState: (state: EditState) => void;
};

/** The inside of the drawer, loaded when one first opens: the order and its story, or the form. */
export default function OrderView({ schoolId, order, editing, onDone, onState }: ViewProps) {
  if (editing) return <OrderEditForm schoolId={schoolId} order={order} onDone={onDone} onState={onState} />;
  return (
    <div className="flex flex-col gap-6">
      <OrderDetailsView order={order} />
      <OrderStory schoolId={schoolId} order={order} />
    </div>
  );
}

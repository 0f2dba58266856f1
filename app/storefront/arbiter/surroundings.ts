/** Is the shopper in the middle of something of the theme's? Then we wait for another moment. */

/** Open by attribute or class, as the well-known themes do it: native dialogs, drawers, modals, pop-ups. */
const OPEN =
  'dialog[open],[aria-modal="true"],cart-drawer.active,cart-drawer[open],details-modal>[open],.drawer.is-open,.modal.is-open';

/** Asked once per moment, never on a timer: whether something is visible can cost a layout. */
export function isOtherOpen(root: ParentNode): boolean {
  return [...root.querySelectorAll(OPEN)].some(isShown);
}

function isShown(element: Element): boolean {
  // Closed drawers stay in the page, hidden by visibility or moved aside and made inert.
  if (element.closest('[inert],[aria-hidden="true"],[hidden]')) return false;
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

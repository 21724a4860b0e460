/**
 * A browser that translates a page puts elements of its own in the place of texts, and React then fails at a text that is
 * no longer where it left it (facebook/react#11538): all of the page would be gone. What somebody else has taken away need
 * not be removed, and what stood before it stands at the end.
 */
export function bearTranslation(): void {
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function <T extends Node>(child: T): T {
    return child.parentNode === this ? (removeChild.call(this, child) as T) : child;
  };
  Node.prototype.insertBefore = function <T extends Node>(node: T, before: Node | null): T {
    return insertBefore.call(this, node, before?.parentNode === this ? before : null) as T;
  };
}

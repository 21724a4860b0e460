/** Middle of each guest in whole per cent of the room (`places.css` has them all), clockwise from the top. */
export function aroundTheTable(chairs: number): { x: number; y: number }[] {
  return Array.from({ length: chairs }, (_, chair) => {
    const angle = (chair / chairs) * 2 * Math.PI - Math.PI / 2;
    // Drawn out sideways, so that the names keep apart at 304 px.
    const x = Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** 0.82;
    return { x: Math.round(50 + 38 * x), y: Math.round(50 + 40 * Math.sin(angle)) };
  });
}

// Runs in the page that `tools.render` opens: bpmn-js with the zeebe vocabulary, as a modeler has it.
window.open_diagram = async ({ xml, zeebe }) => {
  window.viewer?.destroy();
  const viewer = new BpmnJS({ container: '#canvas', moddleExtensions: { zeebe } });
  window.viewer = viewer;
  const { warnings } = await viewer.importXML(xml);
  const canvas = viewer.get('canvas');
  return {
    warnings: warnings.map(({ message }) => message),
    root: canvas.getRootElement().id,
    planes: canvas
      .getRootElements()
      .filter(({ id }) => id.endsWith('_plane'))
      .map(({ id }) => id.slice(0, -'_plane'.length)),
  };
};

// Shows the plane of `element`, or the plane that draws it; gives the part to show, null for all.
function show(element) {
  const canvas = viewer.get('canvas');
  const plane = canvas.findRoot(`${element}_plane`);
  if (plane) {
    canvas.setRootElement(plane);
    return null;
  }
  const shape = viewer.get('elementRegistry').get(element);
  if (!shape) {
    throw new Error(`Expected the id of an element that is drawn, but nothing is drawn as "${element}".`);
  }
  canvas.setRootElement(canvas.findRoot(shape));
  return shape.waypoints || shape === canvas.getRootElement() ? null : shape;
}

// Brings the part wanted into view and gives its box, in the diagram's units.
window.frame = ({ element, area, margin }) => {
  const canvas = viewer.get('canvas');
  const shape = element ? show(element) : null;
  const wanted = area ?? shape ?? canvas.viewbox().inner;
  return {
    x: wanted.x - margin,
    y: wanted.y - margin,
    width: wanted.width + 2 * margin,
    height: wanted.height + 2 * margin,
  };
};

window.settle = (box) => {
  const canvas = viewer.get('canvas');
  canvas.resized();
  canvas.viewbox(box);
};

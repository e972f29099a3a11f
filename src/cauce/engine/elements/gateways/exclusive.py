"""Exclusive gateway: each token goes on alone, over the first flow whose condition is true.

| event | then |
|---|---|
| a token arrives | the first true flow, else the default |
| no flow is true, no default | incident NO_FLOW; trying again chooses anew |

BPMN 2.0.2, 10.6.2 and 13.4.2.
"""

from __future__ import annotations

from cauce.engine.elements.gateways.common import passing
from cauce.engine.elements.gateways.flows import first_true

ELEMENT = passing("exclusiveGateway", first_true)

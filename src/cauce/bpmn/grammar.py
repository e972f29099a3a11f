"""What BPMN's XML schema lets stand in the elements that are executed (BPMN 2.0.2, chapter 15).

An attribute or child that the standard does not know there, such as a mistyped `isInterupting`,
would be silently ignored: it is refused.
"""

from __future__ import annotations

BASE = ("documentation", "extensionElements")
ELEMENT = (*BASE, "auditing", "monitoring", "categoryValueRef")
NODE = (*ELEMENT, "incoming", "outgoing")
ROLES = ("resourceRole", "performer", "humanPerformer", "potentialOwner")
LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
DATA = ("ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation")
ACTIVITY = (*NODE, *DATA, *ROLES, *LOOPS)
DEFINITIONS = (
    "cancelEventDefinition",
    "compensateEventDefinition",
    "conditionalEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "linkEventDefinition",
    "messageEventDefinition",
    "signalEventDefinition",
    "terminateEventDefinition",
    "timerEventDefinition",
    "eventDefinitionRef",
)
ASSOCIATION = (*BASE, "sourceRef", "targetRef", "transformation", "assignment")
CATCH = (*NODE, "property", "dataOutput", "dataOutputAssociation", "outputSet", *DEFINITIONS)
THROW = (*NODE, "property", "dataInput", "dataInputAssociation", "inputSet", *DEFINITIONS)
ARTIFACTS = ("association", "group", "textAnnotation")
DATA_ELEMENTS = ("dataObject", "dataObjectReference", "dataStoreReference")
FLOW_NODES = (
    "adHocSubProcess",
    "boundaryEvent",
    "businessRuleTask",
    "callActivity",
    "callChoreography",
    "choreographyTask",
    "complexGateway",
    "endEvent",
    "eventBasedGateway",
    "exclusiveGateway",
    "implicitThrowEvent",
    "inclusiveGateway",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "manualTask",
    "parallelGateway",
    "receiveTask",
    "scriptTask",
    "sendTask",
    "serviceTask",
    "startEvent",
    "subChoreography",
    "subProcess",
    "task",
    "transaction",
    "userTask",
)
CONTENT = ("laneSet", "sequenceFlow", *FLOW_NODES, *DATA_ELEMENTS, *ARTIFACTS)

CHILDREN: dict[str, tuple[str, ...]] = {
    "process": (
        *BASE,
        "auditing",
        "monitoring",
        "ioSpecification",
        "ioBinding",
        "property",
        "supports",
        "supportedInterfaceRef",
        "correlationSubscription",
        *ROLES,
        *CONTENT,
    ),
    "subProcess": (*ACTIVITY, *CONTENT),
    "adHocSubProcess": (*ACTIVITY, *CONTENT, "completionCondition"),
    "transaction": (*ACTIVITY, *CONTENT),
    "task": ACTIVITY,
    "manualTask": ACTIVITY,
    "userTask": (*ACTIVITY, "rendering"),
    "serviceTask": ACTIVITY,
    "sendTask": ACTIVITY,
    "receiveTask": ACTIVITY,
    "businessRuleTask": ACTIVITY,
    "scriptTask": (*ACTIVITY, "script"),
    "callActivity": ACTIVITY,
    "startEvent": CATCH,
    "intermediateCatchEvent": CATCH,
    "boundaryEvent": CATCH,
    "intermediateThrowEvent": THROW,
    "endEvent": THROW,
    "exclusiveGateway": NODE,
    "inclusiveGateway": NODE,
    "parallelGateway": NODE,
    "eventBasedGateway": NODE,
    "complexGateway": (*NODE, "activationCondition"),
    "sequenceFlow": (*ELEMENT, "conditionExpression"),
    "standardLoopCharacteristics": (*BASE, "loopCondition"),
    "multiInstanceLoopCharacteristics": (
        *BASE,
        "loopCardinality",
        "loopDataInputRef",
        "loopDataOutputRef",
        "inputDataItem",
        "outputDataItem",
        "complexBehaviorDefinition",
        "completionCondition",
    ),
    "timerEventDefinition": (*BASE, "timeDate", "timeDuration", "timeCycle"),
    "messageEventDefinition": (*BASE, "operationRef"),
    "conditionalEventDefinition": (*BASE, "condition"),
    "linkEventDefinition": (*BASE, "source", "target"),
    "signalEventDefinition": BASE,
    "errorEventDefinition": BASE,
    "escalationEventDefinition": BASE,
    "terminateEventDefinition": BASE,
    "cancelEventDefinition": BASE,
    "compensateEventDefinition": BASE,
    "dataInputAssociation": ASSOCIATION,
    "dataOutputAssociation": ASSOCIATION,
    "message": BASE,
    "signal": BASE,
    "error": BASE,
    "escalation": BASE,
}
"""The children that an element may have, by its tag. Tags that are missing here are not checked."""

LOOP = (LOOPS,)
ONCE: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys((tag for tag, known in CHILDREN.items() if LOOPS[0] in known), LOOP),
    "scriptTask": (LOOPS, ("script",)),
    "sequenceFlow": (("conditionExpression",),),
    "standardLoopCharacteristics": (("loopCondition",),),
    "multiInstanceLoopCharacteristics": (
        ("loopCardinality", "loopDataInputRef"),
        ("loopDataOutputRef",),
        ("inputDataItem",),
        ("outputDataItem",),
        ("completionCondition",),
    ),
    "conditionalEventDefinition": (("condition",),),
    "dataInputAssociation": (("targetRef",),),
    "dataOutputAssociation": (("targetRef",),),
}
"""The children of which an element may have one, by its tag; a group has one among them."""

NAMED = ("id", "name")
ACTIVITY_ATTRIBUTES = (
    *NAMED,
    "isForCompensation",
    "startQuantity",
    "completionQuantity",
    "default",
)
GATEWAY_ATTRIBUTES = (*NAMED, "gatewayDirection")

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "process": (*NAMED, "processType", "isClosed", "isExecutable", "definitionalCollaborationRef"),
    "subProcess": (*ACTIVITY_ATTRIBUTES, "triggeredByEvent"),
    "adHocSubProcess": (
        *ACTIVITY_ATTRIBUTES,
        "triggeredByEvent",
        "cancelRemainingInstances",
        "ordering",
    ),
    "transaction": (*ACTIVITY_ATTRIBUTES, "triggeredByEvent", "method"),
    "task": ACTIVITY_ATTRIBUTES,
    "manualTask": ACTIVITY_ATTRIBUTES,
    "userTask": (*ACTIVITY_ATTRIBUTES, "implementation"),
    "serviceTask": (*ACTIVITY_ATTRIBUTES, "implementation", "operationRef"),
    "sendTask": (*ACTIVITY_ATTRIBUTES, "implementation", "operationRef", "messageRef"),
    "receiveTask": (
        *ACTIVITY_ATTRIBUTES,
        "implementation",
        "operationRef",
        "messageRef",
        "instantiate",
    ),
    "businessRuleTask": (*ACTIVITY_ATTRIBUTES, "implementation"),
    "scriptTask": (*ACTIVITY_ATTRIBUTES, "scriptFormat"),
    "callActivity": (*ACTIVITY_ATTRIBUTES, "calledElement"),
    "startEvent": (*NAMED, "parallelMultiple", "isInterrupting"),
    "intermediateCatchEvent": (*NAMED, "parallelMultiple"),
    "boundaryEvent": (*NAMED, "parallelMultiple", "cancelActivity", "attachedToRef"),
    "intermediateThrowEvent": NAMED,
    "endEvent": NAMED,
    "exclusiveGateway": (*GATEWAY_ATTRIBUTES, "default"),
    "inclusiveGateway": (*GATEWAY_ATTRIBUTES, "default"),
    "complexGateway": (*GATEWAY_ATTRIBUTES, "default"),
    "parallelGateway": GATEWAY_ATTRIBUTES,
    "eventBasedGateway": (*GATEWAY_ATTRIBUTES, "instantiate", "eventGatewayType"),
    "sequenceFlow": (*NAMED, "sourceRef", "targetRef", "isImmediate"),
    "standardLoopCharacteristics": ("id", "testBefore", "loopMaximum"),
    "multiInstanceLoopCharacteristics": (
        "id",
        "isSequential",
        "behavior",
        "oneBehaviorEventRef",
        "noneBehaviorEventRef",
    ),
    "timerEventDefinition": ("id",),
    "messageEventDefinition": ("id", "messageRef"),
    "conditionalEventDefinition": ("id",),
    "linkEventDefinition": NAMED,
    "signalEventDefinition": ("id", "signalRef"),
    "errorEventDefinition": ("id", "errorRef"),
    "escalationEventDefinition": ("id", "escalationRef"),
    "terminateEventDefinition": ("id",),
    "cancelEventDefinition": ("id",),
    "compensateEventDefinition": ("id", "waitForCompletion", "activityRef"),
    "message": (*NAMED, "itemRef"),
    "signal": (*NAMED, "structureRef"),
    "error": (*NAMED, "errorCode", "structureRef"),
    "escalation": (*NAMED, "escalationCode", "structureRef"),
}
"""The attributes without namespace that an element may have, by its tag."""

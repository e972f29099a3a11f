"""Rules for deployment that hold across elements, one per file; `table.py` lists them.

Each is a rule of BPMN 2.0.2, whose XML schema accepts most models that break them.
"""

"""The elements of BPMN, one file each; `table.py` lists them."""

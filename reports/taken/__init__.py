"""Values taken along: as CSV, workbook, PDF or slides."""

"""The machine twins of the pages: packages, workbooks, IATI, catalogues, feeds, reports, charts."""

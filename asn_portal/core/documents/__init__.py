"""Issued documents: Typst → PDF with a verification code, a QR and a public check page (A7).

The parts are imported by module, since services and checks need the models:
`documents.render.render_pdf`, `documents.services.issue_document`, `documents.files.file_response`.
"""

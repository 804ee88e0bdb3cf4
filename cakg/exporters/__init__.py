"""Values as files for other programs."""

from cakg.exporters.files import write_whole
from cakg.exporters.plain import to_csv, to_json
from cakg.exporters.rdf import RDF_FORMATS, convert

__all__ = ["RDF_FORMATS", "convert", "to_csv", "to_json", "write_whole"]

# The scenario that `edgecare new` starts from goes into the program as bytes.
set(template_file ${CMAKE_SOURCE_DIR}/scenarios/typical-edge-of-care.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${template_file})
file(READ ${template_file} template_hex HEX)
string(REGEX REPLACE "(..)" "0x\\1," template_bytes "${template_hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" template_bytes "${template_bytes}")
set(template_source ${CMAKE_BINARY_DIR}/generated/template.c)
file(CONFIGURE OUTPUT ${template_source} CONTENT "#include \"draft/template.h\"\n\nconst char draft_template[] = {\n@template_bytes@0};\n" @ONLY)

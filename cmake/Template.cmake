# Scenarios that go into the program as bytes: the one that `edgecare new` starts from, and the designs of `edgecare compare --designs`.
function(embed_scenario file header name)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/${name}.c CONTENT "#include \"@header@\"\n\nconst char @name@[] = {\n@bytes@0};\n" @ONLY)
  set(template_source ${template_source} ${CMAKE_BINARY_DIR}/generated/${name}.c PARENT_SCOPE)
endfunction()

embed_scenario(${CMAKE_SOURCE_DIR}/scenarios/typical-edge-of-care.json draft/template.h draft_template)
embed_scenario(${CMAKE_SOURCE_DIR}/scenarios/designs.json compare/designs.h designs_text)

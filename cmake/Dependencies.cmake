# Each library is looked for once, here.
find_package(PkgConfig REQUIRED)
pkg_check_modules(GSL REQUIRED IMPORTED_TARGET gsl)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_library(SLEEF_LIBRARY sleef REQUIRED)
find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)

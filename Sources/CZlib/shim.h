// zlib. The init functions are macros that carry the header's version; Swift needs them as functions.
#pragma once
#include <zlib.h>

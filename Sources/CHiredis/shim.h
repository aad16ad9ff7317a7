// hiredis' RESP reader and command formatter. The transport is ours (docs/decisions), so its contexts stay unused.
#pragma once
#include <hiredis/hiredis.h>

// libpq, with its macros as constants because Swift imports no character macros as integers.
#pragma once
#include <libpq-fe.h>

static const int fx_diag_sqlstate = PG_DIAG_SQLSTATE;
static const int fx_diag_message = PG_DIAG_MESSAGE_PRIMARY;
static const int fx_diag_constraint = PG_DIAG_CONSTRAINT_NAME;

// The whole JSON value. Include it in .cpp files; headers take json_fwd.h.
#pragma once

#include "pure/json/json_fwd.h"

#include <nlohmann/json.hpp>

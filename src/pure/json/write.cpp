#include "pure/json/write.h"

#include "pure/json/json.h"

namespace ekiben::json {

std::string to_text(const Value& value) { return value.dump(-1, ' ', false, Value::error_handler_t::replace); }

std::string quote(std::string_view text) { return to_text(Value(text)); }

} // namespace ekiben::json

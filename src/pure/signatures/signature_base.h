// The text that an RFC 9421 signature is made over.
#pragma once

#include "base/result.h"
#include "pure/http/request.h"
#include "pure/signatures/signature.h"
#include "pure/signatures/structured_fields.h"

#include <string>
#include <vector>

namespace ekiben::signatures {

/// The names of the covered components (section 2): fields and derived components without parameters. Errors: invalid when one is no
/// lower-case name or comes twice; unauthorized when one has parameters: what ;bs ;sf ;key ;tr ;req would mean is not implemented here and
/// must not be guessed (federation item 55).
Result<std::vector<std::string>> list_components(const structured::InnerList& input);

/// The signature base (section 2.5): @method @target-uri @authority @scheme @request-target @path @query from the configured origin and the
/// raw target (B10, item 54), fields as they came. Errors: those of list_components; unauthorized when a field is missing or the derived
/// component is another one.
Result<std::string> signature_base(const http::Request& request, const Origin& origin, const structured::InnerList& input);

} // namespace ekiben::signatures

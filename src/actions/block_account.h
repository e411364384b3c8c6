// The owner blocks somebody, and takes it back.
#pragma once

#include "actions/context.h"
#include "base/result.h"

#include <string_view>

namespace ekiben::actions {

/// `actor`: actor id; they need not be known. Their follow or request ends with a Reject; nothing else is told (federation item 71: a Block
/// that is sent tells them). Nothing of theirs is taken any more (B23). Returns when it is on disk. Repeating is no error.
Result<void> block_account(const Context& context, std::string_view actor);
/// Errors: not_found when they are not blocked.
Result<void> unblock_account(const Context& context, std::string_view actor);

/// A whole server and everything below its name. `host`: domain, any case. Followers there stay until they are removed one by one, but get
/// nothing more. Errors: invalid when it is no host name.
Result<void> block_host(const Context& context, std::string_view host);
Result<void> unblock_host(const Context& context, std::string_view host);

} // namespace ekiben::actions

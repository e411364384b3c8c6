// Somebody on another server is gone: deleted by themselves (federation item 67) or answered 410 (item 107).
#pragma once

#include "actions/context.h"
#include "base/result.h"
#include "store/transaction.h"

#include <string_view>

namespace ekiben::actions {

/// Their follow, keys and whatever waits for them go; that they were here stays. No error when unknown.
Result<void> forget_account(store::Transaction& transaction, std::string_view actor);

} // namespace ekiben::actions

// Node asks the tests' DNS server instead of the machine's: loaded with --require before everything else.
const dns = require("node:dns");

const resolver = new dns.Resolver({ timeout: 2000, tries: 2 });
resolver.setServers([process.env.TEST_DNS]);

dns.lookup = (host, options, callback) => {
  if (typeof options === "function") [options, callback] = [{}, options];
  if (/^[\d.]+$|:/.test(host)) return process.nextTick(() => (options.all ? callback(null, [{ address: host, family: 4 }]) : callback(null, host, 4)));
  resolver.resolve4(host, (error, addresses) => {
    if (error) return callback(error);
    if (options.all) callback(null, addresses.map((address) => ({ address, family: 4 })));
    else callback(null, addresses[0], 4);
  });
};

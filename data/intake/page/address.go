package page

import (
	"net/url"
	"strings"
)

// dropTrackers removes the parameters that say how a reader came to a page, not
// which page it is.
func dropTrackers(query url.Values) {
	for name := range query {
		switch name {
		case "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "cmpid", "ocid", "spm", "share", "amp":
			query.Del(name)
		}
		if strings.HasPrefix(name, "utm_") {
			query.Del(name)
		}
	}
}

// Untracked is an address without the parameters of trackers, otherwise as it is.
func Untracked(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return untracked(u)
}

func untracked(u *url.URL) string {
	query := u.Query()
	before := len(query)
	dropTrackers(query)
	if len(query) != before {
		u.RawQuery = query.Encode()
	}
	return u.String()
}

// Plain brings the addresses by which a page is reached into one form, for
// comparing: without scheme, "www." and "m.", port, fragment, final slash and the
// parameters of trackers, the rest in order. It is "" for what is no http or https
// address.
func Plain(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "amp."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			host = rest
		}
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	path := u.EscapedPath()
	for _, suffix := range []string{"/", "/index.html", "/index.htm", "/index.php", "/amp"} {
		path = strings.TrimSuffix(path, suffix)
	}
	query := u.Query()
	dropTrackers(query)
	if len(query) == 0 {
		return host + path
	}
	return host + path + "?" + query.Encode() // Encode sorts by name
}

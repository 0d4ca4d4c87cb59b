/* Weights of Accept headers. */
#include "http/weight.h"

static int
parse(struct str value)
{
	struct str whole = value, rest = S("");
	int one = 0, thousandths = 0, place = WEIGHT_MAX / 10;

	if (str_cut(value, '.', &whole, &rest) && rest.n > 3)
		return 0;
	if (!str_int(whole, 0, 1, &one))
		return 0;
	for (size_t i = 0; i < rest.n; i++, place /= 10) {
		if (!char_is_digit(rest.p[i]))
			return 0;
		thousandths += (rest.p[i] - '0') * place;
	}
	thousandths += one * WEIGHT_MAX;
	return thousandths <= WEIGHT_MAX ? thousandths : 0;
}

int
weight_read(struct str parameters)
{
	struct str one, name, value;

	while (parameters.n > 0) {
		if (!str_cut(parameters, ';', &one, &parameters)) {
			one = parameters;
			parameters = S("");
		}
		if (str_cut(one, '=', &name, &value) &&
		    str_eq_nocase(str_trim(name), S("q")))
			return parse(str_trim(value));
	}
	return WEIGHT_MAX;
}

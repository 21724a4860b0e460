// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Account codes of the journal
/// @notice The chart of accounts. Its twin for browsers is `protocol/accounts.ts`.
library Accounts {
    // Assets
    uint16 internal constant CASH = 100;
    uint16 internal constant ESCROW = 110;
    uint16 internal constant OPERATOR_FLOAT = 120;
    // Liabilities
    uint16 internal constant VOUCHERS_OWED = 200;
    uint16 internal constant REFUNDS_PAYABLE = 210;
    // Equity and gifts
    uint16 internal constant MEMBER_FUNDS = 300;
    uint16 internal constant DONATIONS = 310;
    // Income
    uint16 internal constant SALES_VOUCHER = 400;
    uint16 internal constant SALES_CASH = 410;
    // Expenses: a category of a budget is its account
    uint16 internal constant RENT = 500;
    uint16 internal constant PAYROLL = 505;
    uint16 internal constant GOODS = 510;
    uint16 internal constant EQUIPMENT = 520;
    uint16 internal constant UTILITIES = 530;
    uint16 internal constant TAX = 540;
    uint16 internal constant EVENTS = 550;
    uint16 internal constant REPAIRS = 560;
    uint16 internal constant IT = 570;
    uint16 internal constant OTHER = 580;
    uint16 internal constant LOSS = 590;

    /// @notice Whether `account` is a category that a budget can name.
    function isCategory(uint16 account) internal pure returns (bool) {
        return
            account == RENT ||
            account == PAYROLL ||
            account == GOODS ||
            account == EQUIPMENT ||
            account == UTILITIES ||
            account == TAX ||
            account == EVENTS ||
            account == REPAIRS ||
            account == IT ||
            account == OTHER;
    }

    /// @notice Whether the journal knows `account`.
    function isKnown(uint16 account) internal pure returns (bool) {
        return
            account == CASH ||
            account == ESCROW ||
            account == OPERATOR_FLOAT ||
            account == VOUCHERS_OWED ||
            account == REFUNDS_PAYABLE ||
            account == MEMBER_FUNDS ||
            account == DONATIONS ||
            account == SALES_VOUCHER ||
            account == SALES_CASH ||
            account == LOSS ||
            isCategory(account);
    }
}
